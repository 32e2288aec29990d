import { letterKeys, type ModulePage, PublishedJourney } from '../contracts/published-journey.ts'
import type { Words } from '../words/words.ts'
import type { AuthoredJourney, AuthoredModule } from './authored-journey.ts'
import { compileEmail } from './compile-email.ts'
import { letter } from './letters.ts'
import { markdownToHtml } from './markdown.ts'
import { moduleEmail, reminderEmail } from './module-emails.ts'
import { fromHeader } from './sender.ts'

/**
 * Compiles a checked journey to what `publish` stores: its emails, laid out but for their placeholders, and its pages.
 * @param options the number of this version, and the words of the journey's language.
 * Throws if the words are of another language, or if a words file or the frame holds a fault.
 */
export async function compileJourney(
  source: AuthoredJourney,
  options: { version: number; words: Words },
): Promise<PublishedJourney> {
  const { language, title, sender, replyTo, modules } = source
  const words = options.words.emails
  if (options.words.language !== language)
    throw new Error(
      `The journey ${source.id} is in ${language}, but the words given are in ${options.words.language}. Give the words of its own language.`,
    )
  const drafts = [
    ...modules.flatMap(module => [moduleEmail(source, module, words), reminderEmail(source, module, words)]),
    ...letterKeys.map(key => letter(key, title, words)),
  ]
  const letterhead = { name: sender.name, language }
  return PublishedJourney.parse({
    journey: timing(source, options.version),
    sender: { from: fromHeader(sender), ...(replyTo !== undefined && { replyTo }), language },
    about: markdownToHtml(source.description),
    emails: await Promise.all(drafts.map(draft => compileEmail(draft, letterhead, words))),
    pages: modules.map(page),
  })
}

const timing = ({ id, title, zone, days, hours, modules }: AuthoredJourney, version: number) => ({
  id,
  version,
  title,
  zone,
  days,
  hours,
  modules: modules.map(({ module }) => module),
})

const page = ({ module, minutes, reflection, body }: AuthoredModule): ModulePage => ({
  id: module.id,
  title: module.title,
  minutes,
  html: markdownToHtml(body),
  reflection,
})
