import type { EmailTemplate } from '../../../shared/contracts/published-journey.ts'
import type { Placeholder } from '../../../shared/domain/email-kinds.ts'
import type { EmailTexts } from '../../../shared/texts/email-texts.ts'
import { escapeHtml } from '../../../shared/web/html.ts'

/** An email as somebody would get it, with links that lead nowhere. The name shows what escaping does. */
export function fillForPreview({ html, text, subject, placeholders }: EmailTemplate, texts: EmailTexts) {
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
  }
  const fill = (part: string): string =>
    placeholders.reduce(
      (filled, name) => filled.replaceAll(`{{${name}}}`, values[name] ?? `https://example.org/${name}`),
      part,
    )
  return { subject: fill(subject), preheader: hiddenLine(html), html: fill(html), text: fill(text) }
}

/** The line that inboxes show after the subject, as HTML: it stands in an email first, and hidden. */
const hiddenLine = (html: string): string => /<div style="display:none[^>]*>([^<]*)</.exec(html)?.[1] ?? ''
