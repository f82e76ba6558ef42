-- The record says what takes the place of what was retired.
ALTER TABLE "reviews_record" ADD COLUMN "successor_id" TEXT NULL;
