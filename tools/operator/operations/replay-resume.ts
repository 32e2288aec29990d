import { watched } from '../replay/progress-listener.ts'
import { replayOutcome } from '../replay/replay-outcome.ts'
import { resumeReplay, unfinishedReplay } from '../replay/run-replay.ts'
import { option, text } from './input.ts'
import { change } from './operation.ts'

const summary = 'go on with a replay that was stopped or cut off'

/** Continues a replay that was stopped or interrupted. */
export const replayResume = change({
  name: 'replay resume',
  command: 'replay',
  chosenBy: ['resume'],
  summary,
  examples: ['replay --stage prod --resume 2026-11-23T10-00-00-4fk2m1qa --reason "the laptop slept"'],
  does: 'changes',
  canStop: true,
  inputs: { resume: option('--resume <id>', summary, text) },
  console: {
    forms: [
      {
        at: '/replay/resume/{resume}',
        section: 'Replay',
        back: { path: '/replay', words: 'Back to replays' },
      },
    ],
  },
  async ask({ open }, { resume: id = '' }) {
    await unfinishedReplay(await open(), id)
    return {
      question: `Go on with the replay ${id}?`,
      effects: [
        'It goes on where it was stopped or cut off. A few events may be told once more, which changes nothing.',
      ],
      button: 'Go on',
    }
  },
  // Naming a replay on the command line already counts as one confirmation.
  asksAfterLook: true,
  async run(session, { resume: id = '' }) {
    const deps = await session.open()
    const report = await watched(session, listener => resumeReplay(deps, id, session.why, listener))
    return replayOutcome(report, deps.system)
  },
})
