-- AlterTable
ALTER TABLE "TicketFigures" ADD COLUMN     "pack" INTEGER;

-- CreateTable
CREATE TABLE "FiguresPack" (
    "id" SERIAL NOT NULL,
    "desk" TEXT NOT NULL,
    "tickets" INTEGER NOT NULL,
    "latest" TIMESTAMPTZ(3) NOT NULL,
    "names" JSONB NOT NULL,
    "columns" BYTEA NOT NULL,

    CONSTRAINT "FiguresPack_pkey" PRIMARY KEY ("id")
);


-- Read as a whole: compressing them saves little and costs on each look.
ALTER TABLE "FiguresPack" ALTER COLUMN "columns" SET STORAGE EXTERNAL;

-- What is read row by row. The schema file has no words for a partial index.
CREATE INDEX "TicketFigures_unpacked" ON "TicketFigures" (desk, number) WHERE pack IS NULL OR pack < 0;

-- A row that changes, by whatever statement, stands for itself again; the number stays, negative, because its pack still has the old
-- one. No row is ever deleted, or changes its desk: either would leave a ghost in the pack.
CREATE FUNCTION leave_pack() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.pack := -OLD.pack;
  RETURN NEW;
END $$;
CREATE TRIGGER "TicketFigures_leave_pack" BEFORE UPDATE ON "TicketFigures"
  FOR EACH ROW WHEN (OLD.pack > 0 AND NEW.pack = OLD.pack) EXECUTE FUNCTION leave_pack();
