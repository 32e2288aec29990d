import { type ModulePage, PublishedJourney } from '../contracts/published-journey.ts'
import { singleEmailKinds } from '../domain/email-kind-groups.ts'
import { emailTextsFor } from '../texts/email-texts-for.ts'
import type { AuthoredJourney, AuthoredModule } from './authored-journey.ts'
import { compileEmail } from './compile-email.ts'
import { moduleEmail, reminderEmail, shortReminderEmail, singleEmail } from './email-drafts.ts'
import { markdownToHtml } from './markdown.ts'
import { fromHeader } from './sender.ts'

/**
 * Compiles a checked journey to what is published: its emails, laid out but for their placeholders, and its pages.
 * @param version its number, once it has one.
 * @throws if there are no texts in its language, or if a file of texts or the frame holds a fault.
 */
export async function compileJourney(source: AuthoredJourney, version = 1): Promise<PublishedJourney> {
  const { language, sender, replyTo, modules } = source
  const texts = emailTextsFor(language)
  if (texts.language !== language)
    throw new Error(`The journey ${source.id} is in ${language}, and there are no texts in that language.`)
  const drafts = [
    ...modules.flatMap(module =>
      [moduleEmail, reminderEmail, shortReminderEmail].map(draft => draft(source, module, texts)),
    ),
    ...singleEmailKinds.map(key => singleEmail(key, source, texts)),
  ]
  const letterhead = { name: sender.name, language }
  return PublishedJourney.parse({
    journey: timing(source, version),
    sender: { from: fromHeader(sender), ...(replyTo !== undefined && { replyTo }), language },
    about: markdownToHtml(source.description),
    ...(source.help && { help: source.help }),
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
