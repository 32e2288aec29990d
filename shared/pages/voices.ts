import type { VoiceId } from '../domain/reflections/reflection.ts'
import { sectorSaid, type Voice } from '../domain/reflections/shelf.ts'
import type { Sector } from '../domain/sectors.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { fold } from './components/fold.ts'
import type { Site } from './site.ts'

/** A voice as a reader sees it. */
export interface VoiceView {
  id: VoiceId
  text: string
  /** Absent if it might identify the writer. */
  sector?: Sector
}

/** A voice without its writer. */
export function voiceView(voice: Voice): VoiceView {
  const { id, text } = voice
  const sector = sectorSaid(voice)
  return { id, text, ...(sector && { sector }) }
}

/** The address and token of the buttons on a voice. */
interface Pressed {
  here: string
  token: string
}

/** Voices of others, each with its buttons to thank or report. */
export function voicesSection(site: Site, voices: readonly VoiceView[], pressed: Pressed): Html | false {
  const { heading } = site.texts.pages.reflections.voices
  return (
    voices.length > 0 &&
    html`<section aria-labelledby="voices"><h2 class="govuk-heading-m" id="voices">${heading}</h2>
${voices.map((voice, i) => voiceBlock(site, voice, pressed, voices.length > 1 ? i + 1 : undefined))}</section>`
  )
}

/** The text is isolated in its writing direction, so that it does not affect its surroundings. */
export const quotedVoice = ({ texts }: Site, { text, sector }: Omit<VoiceView, 'id'>): Html =>
  html`<figure class="app-module"><blockquote><p><bdi>${text}</bdi></p></blockquote>
<figcaption class="govuk-body-s app-quiet">${texts.pages.reflections.voices.from(sector)}</figcaption></figure>
`

/** @param number of the voice, where there are several. */
function voiceBlock(
  site: Site,
  voice: VoiceView,
  { here, token }: Pressed,
  number: number | undefined,
): Html {
  const { thanks, report, which } = site.texts.pages.reflections.voices
  const { id } = voice
  const about = number === undefined ? {} : { about: which(number) }
  const press = (action: string, words: string) =>
    actionForm({
      to: here,
      hidden: { t: token, action, voice: id },
      button: { text: words, ...about, kind: 'secondary' },
    })
  return html`${quotedVoice(site, voice)}${press('thank', thanks)}
${fold({
  summary: report.summary,
  ...about,
  content: html`<p class="govuk-body">${report.lead}</p>
${press('report-identifies', report.identifies)}${press('report', report.other)}`,
})}`
}
