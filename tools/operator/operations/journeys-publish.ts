import { auditedPublishing, type PublishingDeps } from '../journeys/publishing.ts'
import { folder } from './groups.ts'
import { argument, flag, option, text, type ValuesOf } from './input.ts'
import { change } from './operation.ts'
import type { ChangeSession } from './session.ts'
import { noteOfVersion } from './values.ts'

const inputs = {
  journey: argument('<journey>', '', text),
  keepIds: flag('--keep-ids', 'modules that got another id keep the one that people know'),
  note: option('--note <words>', 'what has changed, for the history of the journey', noteOfVersion),
  folder,
}

/** Publishes what authors wrote. */
export const journeysPublish = change({
  name: 'journeys publish',
  summary: 'say what an edit means for the people in the journey, then publish it',
  examples: [
    'journeys publish shiftworks --stage prod --reason "a clearer module 3" --note "Module 3 in plainer words"',
  ],
  does: 'changes',
  inputs,
  console: { absent: 'The files lie where the terminal is. What is published has its pages.' },
  async run(
    session: ChangeSession<PublishingDeps>,
    { journey, folder: root, keepIds, note }: ValuesOf<typeof inputs>,
  ) {
    // What checks and compiles journeys is large: no other command shall wait for it.
    const { faultlessJourney } = await import('../../journeys/check.ts')
    const { compileJourney } = await import('../../../shared/content/compile.ts')
    const { publishJourney } = await import('../../journeys/publish.ts')
    const authored = await faultlessJourney(root, journey)
    const { placeOfPictures, withPictures } = await import('../../journeys/pictures/publish-pictures.ts')
    const source = (await session.asSentFrom?.(authored)) ?? authored
    const pictures = placeOfPictures(source, (await session.open()).pictures)
    const compiled = await compileJourney(source, pictures?.url)
    const outcome = await publishJourney(
      withPictures(await auditedPublishing(session), source, pictures),
      compiled,
      {
        ...(keepIds !== undefined && { keepIds }),
        ...(note !== undefined && { note }),
      },
    )
    return { value: { journey, outcome }, lines: () => [`${journey}: ${outcome}.`] }
  },
})
