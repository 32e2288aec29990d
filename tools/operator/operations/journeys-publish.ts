import { londonTime } from '../command/london-time.ts'
import { auditedPublishing, type PublishingDeps } from '../journeys/publishing.ts'
import { folder } from './groups.ts'
import { argument, flag, option, text, type ValuesOf } from './input.ts'
import { change } from './operation.ts'
import type { ChangeSession } from './session.ts'
import { londonMoment, noteOfVersion } from './values.ts'

const inputs = {
  journey: argument('<journey>', '', text),
  keepIds: flag('--keep-ids', 'modules that got another id keep the one that people know'),
  at: option(
    '--at <time>',
    'current from then on: "2026-11-30 08:00" by London’s clock, or with its zone',
    londonMoment,
  ),
  note: option('--note <words>', 'what has changed, for the history of the journey', noteOfVersion),
  folder,
}

/** Publishes the authors' files. */
export const journeysPublish = change({
  name: 'journeys publish',
  summary: 'say what an edit means for the people in the journey, then publish it',
  help: `With --at the version waits, and is current from that time on, up to 90 days ahead. Nobody has to be there, and nothing
else has to run: who reads the journey looks at the clock. One version of a journey waits at most. Publishing another,
or going back, takes its place, and says so first; journeys cancel takes it back.`,
  examples: [
    'journeys publish shiftworks --stage prod --reason "a clearer module 3" --note "Module 3 in plainer words"',
    'journeys publish shiftworks --at "2026-11-30 08:00" --stage prod --reason "the winter edition"',
  ],
  does: 'changes',
  inputs,
  console: { absent: 'The files lie where the terminal is. What is published has its pages.' },
  async run(
    session: ChangeSession<PublishingDeps>,
    { journey, folder: root, keepIds, note, at }: ValuesOf<typeof inputs>,
  ) {
    // The compiler of journeys is large, so other commands do not import it.
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
        ...(at !== undefined && { from: at }),
      },
    )
    const from = outcome === 'waits' && at !== undefined && { from: at }
    return {
      value: { journey, outcome, ...from },
      lines: () => [`${journey}: ${outcome}${from ? ` for ${londonTime(from.from)}` : ''}.`],
    }
  },
})
