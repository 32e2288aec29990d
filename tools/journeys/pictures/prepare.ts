import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AuthoredJourney } from '../../../shared/content/authored-journey.ts'
import { ownFilesIn } from '../../../shared/content/own-files.ts'
import { missingPictures, type Picture } from '../../../shared/content/pictures.ts'
import { errorAt, type Problem } from '../../../shared/content/problem.ts'
import { inWords, makeSmall } from './make-small.ts'

/** The limit for all pictures of a module in bytes, because a phone loads them together. */
const heaviestModule = 600_000

/** The problems of a journey's pictures, and the pictures if there are none. */
export interface Prepared {
  problems: Problem[]
  pictures: Picture[]
}

/** Reads and reduces the pictures of a journey. */
export async function preparePictures(
  folder: string,
  { modules }: Pick<AuthoredJourney, 'modules'>,
): Promise<Prepared> {
  const { names: files } = await ownFilesIn(folder)
  const missing = modules.flatMap(one => missingPictures(one.file, one.pictures, files))
  const names = new Set(modules.flatMap(one => one.pictures.map(({ file }) => file)))
  const found = [...names].filter(name => files.includes(name))
  const made = await Promise.all(
    found.map(async name => ({ name, ...(await makeSmall(name, await readFile(join(folder, name)))) })),
  )
  const problemOf = new Map(made.flatMap(one => ('problem' in one ? [[one.name, one.problem] as const] : [])))
  const bad = modules.flatMap(({ file, pictures }) =>
    pictures.flatMap(use => {
      const problem = problemOf.get(use.file)
      return problem === undefined ? [] : [errorAt(file, use.line, problem)]
    }),
  )
  const pictures = made.flatMap(one => ('picture' in one ? [one.picture] : []))
  return { problems: [...missing, ...bad, ...tooHeavy(modules, pictures)], pictures }
}

const tooHeavy = (modules: AuthoredJourney['modules'], pictures: readonly Picture[]): Problem[] =>
  modules.flatMap(({ file, pictures: uses }) => {
    const shown = pictures.filter(picture => uses.some(use => use.file === picture.file))
    const weight = weightOf(shown)
    const line = uses[0]?.line ?? 1
    return weight <= heaviestModule
      ? []
      : [
          errorAt(
            file,
            line,
            `The pictures of this module weigh ${inWords(weight)} together, and may weigh ${inWords(heaviestModule)}. Leave one out.`,
          ),
        ]
  })

/** The total size of pictures in bytes. */
const weightOf = (pictures: readonly Picture[]): number =>
  pictures.reduce((sum, { bytes }) => sum + bytes.length, 0)

/** One line about each picture. */
export const pictureLines = (pictures: readonly Picture[]): string[] =>
  pictures.map(
    ({ file, weighed, bytes, width, height }) =>
      `${file}: ${inWords(weighed)} became ${inWords(bytes.length)}, shown ${width} × ${height} pixels wide and high at most.`,
  )
