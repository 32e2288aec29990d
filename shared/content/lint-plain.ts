import type { FrontMatter } from './front-matter.ts'
import { type Problem, warningAt } from './problem.ts'

/** Signs that would have marked words in a body. */
const markdown =
  /(?<![\w*])\*\*(?=\S)|(?<=\S)\*\*(?![\w*])|(?<!\w)__(?=[^\s_])|\]\(|`|^#{1,6}\s|(?<![\w*])\*[^\s*]([^*]*[^\s*])?\*(?![\w*])|(?<!\w)_[^\s_]([^_]*[^\s_])?_(?!\w)/

/** Settings in Markdown, of which people would see every sign. */
export const lintPlain = (file: string, { values, lineOf }: FrontMatter): Problem[] =>
  ['title', 'subject', 'preheader', 'reflection']
    .filter(name => markdown.test(String(values[name] ?? '')))
    .map(name =>
      warningAt(
        file,
        lineOf([name]),
        `${name}: is shown as it is typed. Markdown does nothing here: take its signs out, unless they are meant.`,
      ),
    )
