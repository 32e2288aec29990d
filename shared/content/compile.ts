import { picturePath } from '../contracts/picture-path.ts'
import { type ModulePage, PublishedJourney } from '../contracts/published-journey.ts'
import { singleEmailKinds } from '../domain/email-kind-groups.ts'
import { emailTextsFor } from '../texts/email-texts-for.ts'
import type { AuthoredJourney, AuthoredModule } from './authored-journey.ts'
import { compileEmail } from './compile-email.ts'
import { moduleEmail, reminderEmail, shortReminderEmail, singleEmail } from './email-drafts.ts'
import { markdownToHtml, type ShownPictures } from './markdown.ts'
import { fileOf } from './pictures.ts'
import { fromHeader } from './sender.ts'

/**
 * Compiles a checked journey for publishing: its emails, rendered except for placeholders, and its pages.
 * @param picturesUrl the address of its pictures, without a slash at the end.
 * @throws if there are no texts in its language, or if the texts or the frame have a fault.
 */
export async function compileJourney(
  source: AuthoredJourney,
  picturesUrl?: string,
): Promise<PublishedJourney> {
  const { language, sender, replyTo, modules } = source
  const texts = emailTextsFor(language)
  if (texts.language !== language)
    throw new Error(`The journey ${source.id} is in ${language}, and there are no texts in that language.`)
  const pictures = shownPictures(source, picturesUrl)
  const drafts = [
    ...modules.flatMap(module => [
      moduleEmail(source, module, texts, pictures),
      reminderEmail(source, module, texts),
      shortReminderEmail(source, module, texts),
    ]),
    ...singleEmailKinds.map(key => singleEmail(key, source, texts)),
  ]
  const letterhead = { name: sender.name, language }
  return PublishedJourney.parse({
    journey: timing(source),
    sender: { from: fromHeader(sender), ...(replyTo !== undefined && { replyTo }), language },
    about: markdownToHtml(source.description),
    ...(source.help && { help: source.help }),
    emails: await Promise.all(drafts.map(draft => compileEmail(draft, letterhead, texts))),
    pages: modules.map(module => page(module, pictures)),
  })
}

/** The version's number is assigned when it is published; until then it is 1. */
const timing = ({ id, title, zone, days, hours, modules }: AuthoredJourney) => ({
  id,
  version: 1,
  title,
  zone,
  days,
  hours,
  modules: modules.map(({ module }) => module),
})

/**
 * The published addresses of a journey's pictures.
 * @throws if it has pictures and no address is given.
 */
function shownPictures({ id, pictures = [] }: AuthoredJourney, url: string | undefined): ShownPictures {
  if (pictures.length > 0 && url === undefined)
    throw new Error(`The journey ${id} has pictures, and it is not said where they stand.`)
  const byFile = new Map(pictures.map(picture => [picture.file, picture]))
  return address => {
    const picture = byFile.get(fileOf(address) ?? '')
    return (
      picture && { url: `${url}${picturePath}${picture.name}`, width: picture.width, height: picture.height }
    )
  }
}

const page = (
  { module, minutes, reflection, inShort, body }: AuthoredModule,
  pictures: ShownPictures,
): ModulePage => ({
  id: module.id,
  title: module.title,
  minutes,
  html: markdownToHtml(body, { pictures }),
  reflection,
  ...(inShort !== undefined && { inShort }),
})
