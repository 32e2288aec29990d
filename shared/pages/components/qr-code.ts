import encodeQR from 'qr'
import { type Html, html } from '../../web/html.ts'

/** Error correction: the code stays readable with a quarter of it stained. */
const correction = 'quartile'
/** The white border, in modules of the code (ISO/IEC 18004: four). */
const border = 4

/** The dark modules of a row as horizontal strokes. */
const strokes = (line: readonly boolean[], y: number): string =>
  line.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('')

/**
 * A QR code, black on white regardless of its surroundings.
 * @param label the text alternative.
 * @param size `small`: half as wide, to stand beside something else.
 */
export function qrCode(text: string, label: string, size?: 'small'): Html {
  const dots = encodeQR(text, 'raw', { ecc: correction, border })
  const side = String(dots.length)
  return html`<svg class="app-qr${size === 'small' && ' app-qr--small'}" viewBox="0 0 ${side} ${side}" role="img" aria-label="${label}" shape-rendering="crispEdges">
<path fill="#fff" d="M0 0h${side}v${side}h-${side}z"/><path fill="#000" d="${dots.map(strokes).join('')}"/></svg>`
}
