/** How long the link in a reset mail opens anything. */
export const RESET_VALID_MINUTES = 60;
