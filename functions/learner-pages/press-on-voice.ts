import { report, thank } from '../../shared/application/reflections/readers.ts'
import { voicesFor, wordingOf } from '../../shared/application/reflections/shown-voices.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import type { ReaderNotice } from '../../shared/contracts/notice.ts'
import type { Learner } from '../../shared/domain/learner.ts'

/** What the buttons on a voice say. */
const presses = ['thank', 'report', 'report-identifies'] as const
export type VoicePress = (typeof presses)[number]

/** The button that was pressed on a voice; undefined where it was another. */
export const voicePressIn = (form: Form): VoicePress | undefined =>
  presses.find(one => one === fieldOf(form, 'action'))

/**
 * Does what a button on a voice says. Nobody says anything of a voice that they are not shown: whoever has somebody's
 * email could otherwise hide any.
 * @returns what to say; undefined where the voice is not theirs to see any more.
 */
export async function pressOnVoice(
  deps: LearnerPagesDeps,
  learner: Learner,
  link: LinkOf<'module'>,
  { press, voice }: { press: VoicePress; voice: string | undefined },
): Promise<ReaderNotice | undefined> {
  const shown = (await voicesFor(deps, learner, link)).find(({ id }) => id === voice)
  if (!shown) return undefined
  if (press === 'thank') return (await thank(deps, shown.id, learner.id)) ? 'voice-thanked' : undefined
  const why = press === 'report' ? 'other' : 'identifies-somebody'
  const { journeyId, moduleId } = link
  const wording = (await wordingOf(deps, link)) ?? ''
  const onShelf = { id: shown.id, learnerId: shown.by, journeyId, moduleId, wording }
  const isHidden = await report(deps, onShelf, learner.id, why)
  return isHidden === false ? 'voice-reported' : 'voice-hidden'
}
