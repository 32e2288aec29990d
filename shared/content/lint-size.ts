import { type EmailTemplate, longestOf, type PublishedJourney } from '../contracts/published-journey.ts'
import { placeholders } from '../domain/email-kind.ts'
import { slot } from './email-drafts.ts'
import { errorAt, type Problem } from './problem.ts'

/**
 * The bytes of HTML, in UTF-8, after which Gmail cuts an email off, together with the button and the unsubscribe
 * link. Measured by others and documented nowhere: some report 102 and some 105 kilobytes, after decoding
 * (github.com/hteumeuleu/email-bugs, 41; spamresource.com, "What is Gmail clipping").
 */
const gmailShows = 102_000

/** Emails that Gmail would cut off, counted as sent: rendered, with the longest links and name. */
export const lintSizes = ({ emails, journey }: Pick<PublishedJourney, 'emails' | 'journey'>): Problem[] =>
  emails
    .map(email => ({ email, bytes: bytesAsSent(email, journey.modules.length) }))
    .filter(({ bytes }) => bytes > gmailShows)
    .map(({ email: { key }, bytes }) => errorAt(fileOf(key), 1, tooLong(key, bytes)))

/**
 * The bytes of HTML with the longest links, name and lists.
 * @param modules the number of modules in the journey.
 */
export function bytesAsSent({ html }: EmailTemplate, modules: number): number {
  const slots = placeholders.flatMap(name =>
    html
      .split(slot(name))
      .slice(1)
      .map(() => name),
  )
  const filledIn = slots.reduce((bytes, name) => bytes + longestOf(name, modules), 0)
  return Buffer.byteLength(html) + filledIn
}

/** The file that contains an email's text. */
function fileOf(key: string): string {
  const [, module] = /^(?:module|(?:short-)?reminder)\.(.+)$/.exec(key) ?? []
  return module === undefined ? 'journey.md' : `${module}.md`
}

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1000)} KB`

const tooLong = (key: string, bytes: number): string =>
  `The email ${key} has ${kilobytes(bytes)} of HTML as it is sent. Gmail cuts off what is beyond ${kilobytes(gmailShows)}, and with it the button and the way out: shorten it by about ${Math.ceil((1 - gmailShows / bytes) * 100)} in 100 words.`
