-- The index with the item as well, which 0001 made beside it, does all that this one did.
DROP INDEX ix_hub_card_promoted;
