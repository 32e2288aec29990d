/** Marks on letters, and the two half-width signs of Japanese of which compatibility forms make marks. */
const manyMarks = /[\p{M}\uff9e\uff9f]{30}/gu

/**
 * A text in one of Unicode's normal forms. After 30 marks in a row a sign is put that nobody sees (U+034F), as UAX #15 says
 * under "Stream-Safe Text Format": putting marks in their order takes time with the square of their number, and 64,000 marks
 * that somebody typed in the wrong order would take half a second.
 */
export const inNormalForm = (text: string, form: 'NFKC' | 'NFKD'): string =>
  text.replace(manyMarks, '$&\u034f').normalize(form)
