-- sending: handed to the server at this moment. unconfirmed: the server may or may not have taken it, so that it is not sent
-- again by itself. bounced: it was taken, and came back.
ALTER TYPE "mail_state" ADD VALUE IF NOT EXISTS 'sending';
ALTER TYPE "mail_state" ADD VALUE IF NOT EXISTS 'unconfirmed';
ALTER TYPE "mail_state" ADD VALUE IF NOT EXISTS 'bounced';
