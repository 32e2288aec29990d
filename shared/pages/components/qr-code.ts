import encodeQR from 'qr'
import { type Html, html } from '../../web/html.ts'

/** Paper in a staff room gets stained: the code is read with a quarter of it gone. */
const correction = 'quartile'
/** White around it, in its own dots (ISO/IEC 18004: four). */
const border = 4

/** The dark dots of a line as strokes to the right. */
const strokes = (line: readonly boolean[], y: number): string =>
  line.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('')

/**
 * A QR code, black on white whatever is around it.
 * @param label what it is, for who cannot see it.
 * @param size `small`: half as wide, beside something else.
 */
export function qrCode(text: string, label: string, size?: 'small'): Html {
  const dots = encodeQR(text, 'raw', { ecc: correction, border })
  const side = String(dots.length)
  return html`<svg class="app-qr${size === 'small' && ' app-qr--small'}" viewBox="0 0 ${side} ${side}" role="img" aria-label="${label}" shape-rendering="crispEdges">
<path fill="#fff" d="M0 0h${side}v${side}h-${side}z"/><path fill="#000" d="${dots.map(strokes).join('')}"/></svg>`
}
