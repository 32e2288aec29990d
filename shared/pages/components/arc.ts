import { type Html, html } from '../../web/html.ts'

/** A module's place on the arc: done, current, sent and not done, or still to come. */
export type Place = 'done' | 'here' | 'had' | 'ahead'

const looks: Readonly<Record<Place, { radius: number; css: string }>> = {
  done: { radius: 8, css: 'app-arc__done' },
  here: { radius: 11, css: 'app-arc__here' },
  had: { radius: 7, css: 'app-arc__had' },
  ahead: { radius: 7, css: 'app-arc__ahead' },
}
const rounded = (length: number): string => String(Math.round(length * 10) / 10)

/** The centre of a place, on half an ellipse from left to right. */
function middleOf(index: number, of: number): { x: string; y: string } {
  const angle = of > 1 ? (Math.PI * index) / (of - 1) : Math.PI / 2
  return { x: rounded(160 - 140 * Math.cos(angle)), y: rounded(132 - 112 * Math.sin(angle)) }
}

/** The arc of the first page, with a place for each module of a journey. The text beside it says the same. */
export const arc = (places: readonly Place[]): Html =>
  html`<svg class="app-arc" viewBox="0 0 320 150" aria-hidden="true" focusable="false">
<path class="app-arc__sun" d="M112 132a48 48 0 0 1 96 0z"/>
<path class="app-arc__way" d="M20 132a140 112 0 0 1 280 0"/>
<path class="app-arc__ground" d="M0 132h320"/>
${places.map((place, index) => {
  const { x, y } = middleOf(index, places.length)
  const { radius, css } = looks[place]
  return html`<circle class="${css}" cx="${x}" cy="${y}" r="${radius}"/>`
})}
</svg>`
