import { questionPage } from './message.ts'
import type { Site } from './site.ts'

/** What the unsubscribe link of an email opens in a browser: one button, no questions. */
export const unsubscribePage = (site: Site, { token }: { token: string }): string =>
  questionPage(site, site.texts.pages.unsubscribe, { to: '/unsubscribe', hidden: { t: token } })
