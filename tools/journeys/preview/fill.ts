import type { RenderContext } from '../../../shared/application/delivery/render-context.ts'
import { mirrorValues } from '../../../shared/application/delivery/render-mirror.ts'
import { voiceValues } from '../../../shared/application/delivery/render-voices.ts'
import type { EmailTemplate } from '../../../shared/contracts/published-journey.ts'
import type { Placeholder } from '../../../shared/domain/email-kinds.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { textsFor } from '../../../shared/texts/languages.ts'
import { escapeHtml } from '../../../shared/web/html.ts'
import { sampleReader, sampleSnapshot, sampleVoices } from './sample-others.ts'

/** The journey of an email, and the language that it is in. */
interface OfJourney {
  journey: Journey
  language: string
}

/** Links lead nowhere, and everything that others say is made up. */
function sampleContext({ journey, language }: OfJourney): RenderContext {
  const [module] = journey.modules
  return {
    links: { token: () => 'preview' },
    publicUrl: 'https://example.org',
    now: 0,
    language,
    journey,
    snapshot: sampleSnapshot(journey),
    ...(module && { heard: { module, voices: sampleVoices } }),
  }
}

/** What others say, as somebody would be shown it. */
function fromOthers(of: OfJourney): Partial<Record<Placeholder, string>> {
  const [reader, context] = [sampleReader(of.journey), sampleContext(of)]
  const values = { ...voiceValues(reader, context), ...mirrorValues(reader, context) }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value()]))
}

/** An email as somebody would get it, with links that lead nowhere. The name shows what escaping does. */
export function fillForPreview({ html, text, subject, placeholders }: EmailTemplate, of: OfJourney) {
  const texts = textsFor(of.language).emails
  const greeting = texts.greeting('Sam')
  const values: Partial<Record<Placeholder, string>> = {
    greetingHtml: escapeHtml(greeting),
    greetingText: greeting,
    reference: 'preview',
    modulesHtml:
      '<li><a href="https://example.org/">The first module</a></li><li><a href="https://example.org/">The second module</a></li>',
    modulesText: '- The first module:\nhttps://example.org/\n\n- The second module:\nhttps://example.org/',
    position: texts.position(1, 8),
    subject: texts.reminder.subject('The subject of the module'),
    ...fromOthers(of),
  }
  const fill = (part: string): string =>
    placeholders.reduce(
      (filled, name) => filled.replaceAll(`{{${name}}}`, () => values[name] ?? `https://example.org/${name}`),
      part,
    )
  return { subject: fill(subject), preheader: hiddenLine(html), html: fill(html), text: fill(text) }
}

/** The line that inboxes show after the subject, as HTML: it stands in an email first, and hidden. */
const hiddenLine = (html: string): string => /<div style="display:none[^>]*>([^<]*)</.exec(html)?.[1] ?? ''
