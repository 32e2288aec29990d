/** Markdown as it stands in a file: the words, and the file's line on which they begin. */
export type Body = { file: string; markdown: string; line: number }
