import { type ModulePage, PublishedJourney } from '../contracts/published-journey.ts'
import { singleEmailKinds } from '../domain/email-kinds.ts'
import type { Texts } from '../texts/texts.ts'
import type { AuthoredJourney, AuthoredModule } from './authored-journey.ts'
import { compileEmail } from './compile-email.ts'
import { markdownToHtml } from './markdown.ts'
import { moduleEmail, reminderEmail } from './module-emails.ts'
import { fromHeader } from './sender.ts'
import { singleEmail } from './single-emails.ts'

/**
 * Compiles a checked journey to what `publish` stores: its emails, laid out but for their placeholders, and its pages.
 * @param options the number of this version, and the words of the journey's language.
 * Throws if the words are of another language, or if a words file or the frame holds a fault.
 */
export async function compileJourney(
  source: AuthoredJourney,
  options: { version: number; texts: Texts },
): Promise<PublishedJourney> {
  const { language, title, sender, replyTo, modules } = source
  const texts = options.texts.emails
  if (options.texts.language !== language)
    throw new Error(
      `The journey ${source.id} is in ${language}, but the words given are in ${options.texts.language}. Give the words of its own language.`,
    )
  const drafts = [
    ...modules.flatMap(module => [moduleEmail(source, module, texts), reminderEmail(source, module, texts)]),
    ...singleEmailKinds.map(key => singleEmail(key, title, texts)),
  ]
  const letterhead = { name: sender.name, language }
  return PublishedJourney.parse({
    journey: timing(source, options.version),
    sender: { from: fromHeader(sender), ...(replyTo !== undefined && { replyTo }), language },
    about: markdownToHtml(source.description),
    emails: await Promise.all(drafts.map(draft => compileEmail(draft, letterhead, texts))),
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

const page = ({ module, minutes, reflection, inShort, body }: AuthoredModule): ModulePage => ({
  id: module.id,
  title: module.title,
  minutes,
  html: markdownToHtml(body),
  reflection,
  ...(inShort !== undefined && { inShort }),
})
