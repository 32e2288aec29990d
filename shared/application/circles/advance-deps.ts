import type { Log } from '../../adapters/log.ts'
import type { CircleLanes } from '../../store/circles.ts'
import type { RoundStore } from '../../store/rounds.ts'
import type { CommandDeps } from '../execute-command.ts'
import type { CircleDeps } from './act.ts'
import type { PresenceDeps } from './present.ts'

/** Dependencies of advancing proposals and circles. */
export interface AdvanceDeps extends CommandDeps, CircleDeps, Pick<PresenceDeps, 'barred'> {
  rounds: Pick<RoundStore, 'find' | 'has' | 'admitWaiting'>
  lanes: CircleLanes
  log: Log
}
