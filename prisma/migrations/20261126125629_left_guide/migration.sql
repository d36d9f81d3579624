-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "leftGuide" TEXT;
