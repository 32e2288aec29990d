/**
 * A request that is never answered would keep its worker, and whoever waits, until Lambda ends it.
 * @param requestTimeout milliseconds.
 */
export const givenUpAfter = (requestTimeout: number) => ({ requestTimeout, throwOnRequestTimeout: true })
