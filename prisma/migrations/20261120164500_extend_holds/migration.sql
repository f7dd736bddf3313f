-- Somebody who presses Pay again is still at the checkout: its hold may be put off.
GRANT UPDATE (expires_at) ON "wallet_hold" TO remit_app;
