import { unreadableBar } from '../../../shared/store/barred.ts'
import { unreadableGroup } from '../../../shared/store/circles.ts'
import { unreadableInvitation } from '../../../shared/store/invitations.ts'
import { unreadableSwitch } from '../../../shared/store/journey-circles.ts'
import { unreadableClosing } from '../../../shared/store/mirror.ts'
import { unreadableErased } from '../../../shared/store/mirror-rows.ts'
import { unreadableText } from '../../../shared/store/reflections.ts'
import { unreadableDeal, unreadableEntry } from '../../../shared/store/rounds.ts'
import type { Partition } from '../../../shared/store/scan.ts'
import { unreadableSharing, unreadableShelf } from '../../../shared/store/shelves.ts'
import { unreadableShown } from '../../../shared/store/shown-mirrors.ts'
import { unreadableVoice } from '../../../shared/store/voices.ts'
import type { Finding } from './finding.ts'

/** Rows other than people's own, with the consequence if one cannot be read. */
const kinds = [
  [unreadableSwitch, 'says whether circles are on in a journey, where they count as off'],
  [unreadableEntry, 'is left out of its round of circles'],
  [unreadableDeal, 'is what came of a round, which is counted nowhere'],
  [unreadableBar, 'keeps its person from sharing, from rounds and from hiding at once'],
  [unreadableGroup, 'stands still, and its people read on its page that we know of it'],
  [unreadableText, 'is missing on its writer’s pages, which say that we know of it'],
  [unreadableVoice, 'cannot be thanked for or judged, and is hidden by the first report'],
  [unreadableSharing, 'says whether voices are shared in a journey, where they count as not shared'],
  [unreadableShelf, 'is a shelf of which nobody is shown a voice'],
  [unreadableShown, 'is what people of a journey answered, which nobody is shown and no closing shows anew'],
  [
    unreadableClosing,
    'is what a closing of the mirror goes by: its journey goes on showing what it showed before',
  ],
  [unreadableErased, 'is what people who were erased had answered, which no closing counts'],
  [unreadableInvitation, 'greets and counts nobody'],
] as const

/** Findings about unreadable rows of circles, texts, lost rights, answers and invitations; none for other rows. */
export const checkUnreadable = ({ rows }: Partition): Finding[] =>
  rows.flatMap(row =>
    kinds.flatMap(([reasonOf, comesOfIt]): Finding[] => {
      const unreadable = reasonOf(row)
      const words = `${comesOfIt}. ${unreadable?.message}`
      return unreadable ? [{ kind: 'unreadable', about: `${row.pk} ${row.sk}`, words }] : []
    }),
  )
