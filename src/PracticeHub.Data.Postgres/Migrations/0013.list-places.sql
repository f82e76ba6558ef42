CREATE TABLE hub_list_place (
    item_id character varying(26) COLLATE "C" NOT NULL,
    list_id character varying(26) COLLATE "C" NOT NULL,
    position integer NOT NULL,
    CONSTRAINT "PK_hub_list_place" PRIMARY KEY (item_id)
);

CREATE INDEX ix_hub_list_place_list_id_position_item_id ON hub_list_place (list_id, position, item_id);
