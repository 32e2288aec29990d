import type { AuthoredJourney } from '../../../shared/content/authored-journey.ts'
import { OperatorProblem } from '../../operator/problem.ts'
import type { Publishing } from '../publish.ts'
import type { PictureStore } from './picture-store.ts'
import { pictureLines } from './prepare.ts'

type WithPictures = Pick<AuthoredJourney, 'id' | 'pictures'>

/**
 * Returns the store for a journey's pictures; undefined if it has none.
 * @throws OperatorProblem if the system has no such store
 */
export function placeOfPictures(
  { id, pictures = [] }: WithPictures,
  store: PictureStore | undefined,
): PictureStore | undefined {
  if (pictures.length === 0 || store) return pictures.length === 0 ? undefined : store
  throw new OperatorProblem(
    `${id} has pictures, and nobody has said where they are published: write "pictures" into the stage's settings (docs/deploying.md), and publish with npm run journeys.`,
  )
}

/** Publishing that stores a journey's pictures first, so that no email shows a missing one. */
export function withPictures(
  publishing: Publishing,
  { id, pictures = [] }: WithPictures,
  store: PictureStore | undefined,
): Publishing {
  if (!store) return publishing
  for (const line of pictureLines(pictures)) publishing.say(`${id}: ${line}`)
  return {
    ...publishing,
    journeys: {
      ...publishing.journeys,
      async publish(compiled, at, how) {
        for (const picture of pictures) await store.put(picture)
        return publishing.journeys.publish(compiled, at, how)
      },
    },
  }
}
