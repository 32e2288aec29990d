import { before, filledStyles } from '../../../shared/application/delivery/filled-styles.ts'
import type { RenderContext } from '../../../shared/application/delivery/render-context.ts'
import { mirrorValues } from '../../../shared/application/delivery/render-mirror.ts'
import { roundValues } from '../../../shared/application/delivery/render-round.ts'
import { voiceValues } from '../../../shared/application/delivery/render-voices.ts'
import { type EmailKey, type EmailTemplate, kindOfKey } from '../../../shared/contracts/published-journey.ts'
import type { Placeholder } from '../../../shared/domain/email-kind.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { emailTextsFor } from '../../../shared/texts/email-texts-for.ts'
import { escapeHtml } from '../../../shared/web/html.ts'
import { sampleLetter } from './sample-letters.ts'
import { sampleReader, sampleSnapshot, sampleVoices } from './sample-others.ts'

const nowhere = 'https://example.org/'

/** The journey of an email, and its language. */
interface OfJourney {
  journey: Journey
  language: string
  /** For a reminder, the subject of its module's email; default: the module's title. */
  received?: string
  /** The reader: with a name, unless given. */
  reader?: 'named' | 'nameless'
}

const sampleName = 'Sam'

/** The index of the module that an email is about; undefined if there is none. */
function placeIn({ modules }: Journey, key: EmailKey): number | undefined {
  const place = modules.findIndex(({ id }) => key === `${kindOfKey(key)}.${id}`)
  return place === -1 ? undefined : place
}

/** A context with dead links, in which everything from other learners is made up. */
function sampleContext({ journey, language }: OfJourney, before: number): RenderContext {
  const module = journey.modules[before - 1]
  return {
    links: { token: () => 'preview' },
    publicUrl: 'https://example.org',
    now: 0,
    language,
    journey,
    snapshot: sampleSnapshot(journey),
    offersRound: true,
    ...(module && { heard: { module, voices: sampleVoices } }),
  }
}

/** What others say, as a reader with this many modules done would see it. */
function fromOthers(of: OfJourney, before: number, key: string): Partial<Record<Placeholder, string>> {
  const [reader, context] = [sampleReader(of.journey, before), sampleContext(of, before)]
  const values = {
    ...voiceValues(reader, context),
    ...mirrorValues(reader, context),
    ...roundValues(reader, context),
  }
  const said = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value()]))
  return { ...said, ...sampleLetter(key, reader, context) }
}

/** An email as a learner would get it, with dead links. */
export function fillForPreview(template: EmailTemplate, of: OfJourney) {
  const { key, html, text, subject, placeholders, nameless = '' } = template
  const { modules } = of.journey
  const place = placeIn(of.journey, key as EmailKey)
  const texts = emailTextsFor(of.language)
  const firstName = of.reader === 'nameless' ? undefined : sampleName
  const greeting = texts.greeting(firstName)
  const values: Partial<Record<Placeholder, string>> = {
    greetingHtml: escapeHtml(greeting),
    greetingText: greeting,
    firstNameHtml: escapeHtml(firstName ?? nameless),
    firstNameText: firstName ?? nameless,
    reference: 'preview',
    modulesHtml: modules
      .map(
        ({ title }) => `<li style="${filledStyles.item}"><a href="${nowhere}">${escapeHtml(title)}</a></li>`,
      )
      .join(''),
    modulesText: modules.map(({ title }) => `- ${before(title, nowhere)}`).join('\n\n'),
    position: texts.position((place ?? 0) + 1, modules.length),
    subject: texts.reminder.subject(of.received ?? modules[place ?? 0]?.title ?? ''),
    ...fromOthers(of, place ?? modules.length, key),
  }
  const fill = (part: string): string =>
    placeholders.reduce(
      (filled, name) => filled.replaceAll(`{{${name}}}`, () => values[name] ?? `https://example.org/${name}`),
      part,
    )
  return { subject: fill(subject), preheader: hiddenLine(html), html: fill(html), text: fill(text) }
}

/**
 * All emails of a journey as a learner would get them, each reminder with the subject of its module. Emails with the
 * reader's name come a second time, as a reader without a name gets them.
 */
export function fillAllForPreview(emails: readonly EmailTemplate[], of: OfJourney) {
  const subjects = new Map(emails.map(({ key, subject }) => [key as string, subject]))
  return emails.flatMap(email => {
    const received = subjects.get(`module.${email.key.split('.')[1]}`)
    const as = { ...of, ...(received !== undefined && { received }) }
    return [
      { key: email.key, ...fillForPreview(email, as) },
      ...(email.nameless === undefined
        ? []
        : [{ key: `${email.key}.no-name`, ...fillForPreview(email, { ...as, reader: 'nameless' }) }]),
    ]
  })
}

/** The preview line of inboxes, as HTML. It is the first, hidden element of an email. */
const hiddenLine = (html: string): string => /<div style="display:none[^>]*>([^<]*)</.exec(html)?.[1] ?? ''
