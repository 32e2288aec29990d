/**
 * Thirty combining marks in a row, including the two half-width Japanese signs that compatibility forms turn into
 * marks.
 */
const manyMarks = /[\p{M}\uff9e\uff9f]{30}/gu

/**
 * Normalises a text. After 30 combining marks in a row an invisible character (U+034F) is inserted, as in UAX #15,
 * "Stream-Safe Text Format". Sorting marks takes quadratic time: 64,000 marks in the wrong order would take half a
 * second.
 */
export const inNormalForm = (text: string, form: 'NFKC' | 'NFKD'): string =>
  text.replace(manyMarks, '$&\u034f').normalize(form)
