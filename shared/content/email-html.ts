import type { Placeholder } from '../domain/email-kind.ts'
import { escapeHtml } from '../web/html.ts'
import { type Block, type EmailDraft, type Letterhead, slot } from './email-drafts.ts'
import { inHead, inlined, sans } from './email-styles.ts'
import { markdownToHtml } from './markdown.ts'
import { light } from './palette.ts'

/** An email as HTML: tables that work in every mail program, no pictures of its own, placeholders not yet filled. */
export async function emailHtml(draft: EmailDraft, letterhead: Letterhead): Promise<string> {
  // Loaded on demand: it takes more than a second of processor time, half of a command's start, and most commands
  // render no email.
  const { default: mjml2html } = await import('mjml')
  const { html } = await mjml2html(frame(draft, letterhead), { validationLevel: 'strict', fonts: {} })
  return withHeights(withLandmark(html.replaceAll(/\n\s+/g, '\n').trim()))
}

/**
 * Keeps the pixel heights of pictures. The inliner would turn them into relative heights, but programs without
 * styles, and pictures not yet loaded, need pixels.
 */
const keepHeights = (html: string): string =>
  html.replaceAll(/(<img [^>]*)height="(\d+)"/g, '$1data-height="$2"')

const withHeights = (html: string): string =>
  html.replaceAll(/ data-height="(\d+)"([^>]*?) height="auto"/g, ' height="$1"$2')

/** Adds `main`, which makes the email a complete document where it is opened as one; webmail removes it. */
const withLandmark = (html: string): string =>
  html.replace(/<body[^>]*>/, '$&\n<main>').replace('</body>', '</main>\n</body>')

const frame = (draft: EmailDraft, { name, language }: Letterhead): string => `
<mjml lang="${escapeHtml(language)}">
  <mj-head>
    <mj-title>${escapeHtml(titleOf(draft))}</mj-title>
    <mj-preview>${escapeHtml(draft.preheader)}</mj-preview>
    <mj-raw>
      <meta name="color-scheme" content="light dark">
      <meta name="supported-color-schemes" content="light dark">
    </mj-raw>
    <mj-attributes>
      <mj-all font-family="${sans}" />
      <mj-text padding="0" font-size="18px" line-height="29px" color="${light.ink}" />
      <mj-section padding="0 36px" />
    </mj-attributes>
    <mj-style inline="inline">${inlined}</mj-style>
    <mj-style>${inHead}</mj-style>
  </mj-head>
  <mj-body width="600px" background-color="${light.page}" css-class="page">
    <mj-section css-class="air" padding="0"><mj-column><mj-spacer height="24px" /></mj-column></mj-section>
    <mj-section css-class="band side" padding="22px 36px" background-color="${light.band}" border-bottom="4px solid ${light.accent}" border-radius="12px 12px 0 0">
      <mj-column><mj-text css-class="name"><p>${escapeHtml(name)}</p></mj-text></mj-column>
    </mj-section>
    <mj-section css-class="card side" padding="36px" background-color="${light.card}" border-radius="0 0 12px 12px">
      <mj-column>${kicker(draft.kicker)}${draft.blocks.map(block).join('')}</mj-column>
    </mj-section>
    <mj-section css-class="side" padding="28px 36px 40px">
      <mj-column>${text('foot', [escapeHtml(draft.footer.why), ...draft.footer.links.map(link)])}</mj-column>
    </mj-section>
  </mj-body>
</mjml>`

const titleOf = ({ subject }: EmailDraft): string => (typeof subject === 'string' ? subject : subject.title)

const text = (cssClass: string, paragraphs: string[]): string =>
  `<mj-text css-class="${cssClass}">${paragraphs.map(html => `<p>${html}</p>`).join('')}</mj-text>`

const link = (to: EmailDraft['footer']['links'][number]): string =>
  `<a href="${slot(to.to)}">${escapeHtml(to.text)}</a>`

const kicker = (kicker: EmailDraft['kicker']): string =>
  kicker
    ? text('kicker', [
        [...(kicker.position ? [slot('position')] : []), escapeHtml(kicker.text), link(kicker.link)].join(
          ' &nbsp;·&nbsp; ',
        ),
      ])
    : ''

function block(block: Block): string {
  switch (block.is) {
    case 'title':
      return `<mj-text css-class="words"><h1>${escapeHtml(block.text)}</h1></mj-text>`
    case 'heading':
      return `<mj-text css-class="words"><h2>${escapeHtml(block.text)}</h2></mj-text>`
    case 'greeting':
      return text('words', [slot('greetingHtml')])
    case 'modules':
      return `<mj-text css-class="words"><ul>${slot('modulesHtml')}</ul></mj-text>`
    case 'mirror':
    case 'guesses':
    case 'voices':
    case 'round':
    case 'circle':
      return `<mj-text css-class="words">${slot(`${block.is}Html`)}</mj-text>`
    case 'markdown':
      return `<mj-text css-class="words">${keepHeights(markdownToHtml(block.markdown, renderingOf(block, 'firstNameHtml')))}</mj-text>`
    case 'short':
    case 'question':
      return box(block)
    case 'button':
      return button(block)
    case 'link':
      return text('words', [link(block)])
    default:
      return text(block.is === 'note' ? 'note' : 'words', [escapeHtml(block.text)])
  }
}

const renderingOf = ({ pictures }: Extract<Block, { is: 'markdown' }>, name: Placeholder) => ({
  slot: slot(name),
  ...(pictures && { pictures }),
})

const box = ({ is, heading, text: words }: Extract<Block, { heading: string }>): string => `
  ${is === 'question' ? '<mj-spacer height="16px" />' : ''}
  <mj-text css-class="${is}" padding="24px" container-background-color="${light.tint}">
    <h2>${escapeHtml(heading)}</h2><p>${escapeHtml(words)}</p>
  </mj-text>
  ${is === 'short' ? '<mj-spacer height="28px" />' : ''}`

const button = ({ text: label, to }: Extract<Block, { is: 'button' }>): string => `
  <mj-button css-class="button" align="left" padding="28px 0 20px" inner-padding="17px 28px" href="${slot(to)}"
    border-radius="6px" background-color="${light.button}" color="${light.onButton}" font-size="18px"
    font-weight="bold" line-height="24px">${escapeHtml(label)}</mj-button>`
