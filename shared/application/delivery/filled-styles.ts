/**
 * Inline styles for placeholder values. They match the frame's (`shared/content/email-styles.ts`), because the
 * inliner runs before values are filled in. Colours are in the frame's head.
 */
export const filledStyles = {
  heading: `margin:36px 0 12px;font-family:Georgia,'Times New Roman',serif;font-size:24px;line-height:32px;font-weight:bold`,
  paragraph: 'margin:0 0 20px;font-size:18px;line-height:29px',
  item: 'margin:0 0 10px;font-size:18px;line-height:29px',
  quote: 'margin:0 0 20px 12px;padding:0 0 0 16px;border-left:3px solid #7c8a8b',
  words: 'margin:0 0 4px;font-size:18px;line-height:29px;word-break:break-word',
  small: 'margin:0;font-size:16px;line-height:24px',
  table: 'width:100%;border-collapse:collapse;margin:0 0 20px',
  cell: 'padding:8px 12px 8px 0;text-align:left;vertical-align:top;border-bottom:1px solid #7c8a8b;font-size:16px;line-height:24px;word-break:normal',
} as const

/** Adds blank lines around a part only if it is not empty, so that an empty one leaves no gap in a plain text. */
export const withBlankLines = (parts: readonly string[]): string =>
  parts.length > 0 ? `\n${parts.join('\n\n')}\n` : ''

/** The words before an address in a plain text: with a colon, unless they end in punctuation. */
export const before = (words: string, url: string): string =>
  `${words}${/[?!.:…]$/.test(words) ? '' : ':'}\n${url}`
