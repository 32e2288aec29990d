import * as z from 'zod/mini'

/**
 * What a press did, as the page that a browser is sent on to may say for some minutes. It is signed, so that no address
 * makes a page say what did not happen.
 */
export const Notice = z.enum([
  'times-saved',
  'paused',
  'resumed',
  /** The journey was over, so there was nothing to pause or to go on with. */
  'journey-over',
  'private-link-mailed',
  /** Another journey was joined. */
  'joined',
  'sector-saved',
  'first-name-saved',
  'role-saved',
  /** Something that they had said of themselves is said no more. */
  'detail-removed',
  'erased',
  /** Somebody had erased themselves before. */
  'erased-before',
])
export type Notice = z.infer<typeof Notice>
