import { draftCourse } from '../../tools/journeys/draft/draft-course.ts'

/** What becomes of a page below its title, and what is told of it. @param path of its file. */
export function draftedPage(text: string, path = 'a.md') {
  const { files, decisions } = draftCourse([{ path, text: `# A\n\n${text}` }], 'a')
  return {
    words: files[1]?.text.split('\n---\n')[1]?.trim(),
    told: decisions.filter(({ file }) => file === path).map(({ line, message }) => `${line} ${message}`),
  }
}
