-- What the times of many tickets are counted from, a line a ticket: reading a million rows column by column took ten seconds of processor
-- time, their lines less than one. Whole seconds; those of moments but the first are since it (src/store/reports/counted-line.ts reads them).
-- Rewrites the table: some ten seconds for a million tickets.
ALTER TABLE "TicketFigures" ADD COLUMN "counted" TEXT GENERATED ALWAYS AS (
  coalesce(component, '') || E'\t' ||
  coalesce(site, '') || E'\t' ||
  tier::text || E'\t' ||
  priority || E'\t' ||
  floor(date_part('epoch', "openedAt" - timestamptz '1970-01-01 00:00:00+00'))::bigint::text || E'\t' ||
  coalesce((floor(date_part('epoch', "respondedAt" - timestamptz '1970-01-01 00:00:00+00')) - floor(date_part('epoch', "openedAt" - timestamptz '1970-01-01 00:00:00+00')))::bigint::text, '') || E'\t' ||
  coalesce(round("responseWork" * 60)::bigint::text, '') || E'\t' ||
  coalesce((floor(date_part('epoch', "responseJudgedAt" - timestamptz '1970-01-01 00:00:00+00')) - floor(date_part('epoch', "openedAt" - timestamptz '1970-01-01 00:00:00+00')))::bigint::text, '') || E'\t' ||
  coalesce("responseKept"::int::text, '') || E'\t' ||
  coalesce((floor(date_part('epoch', "endedAt" - timestamptz '1970-01-01 00:00:00+00')) - floor(date_part('epoch', "openedAt" - timestamptz '1970-01-01 00:00:00+00')))::bigint::text, '') || E'\t' ||
  CASE WHEN "resolutionWall" IS NOT NULL THEN '2' WHEN ending IN ('cancelled', 'duplicate') THEN '0' WHEN ending IS NOT NULL THEN '1' ELSE '' END || E'\t' ||
  coalesce(round("resolutionWork" * 60)::bigint::text, '') || E'\t' ||
  coalesce((floor(date_part('epoch', "resolutionJudgedAt" - timestamptz '1970-01-01 00:00:00+00')) - floor(date_part('epoch', "openedAt" - timestamptz '1970-01-01 00:00:00+00')))::bigint::text, '') || E'\t' ||
  coalesce("resolutionKept"::int::text, '')
) STORED;
