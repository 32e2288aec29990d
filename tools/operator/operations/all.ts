import { audit } from './audit.ts'
import { canaryGo, canaryStart, canaryStop } from './canary.ts'
import { consoleOf } from './console.ts'
import { exportPeople } from './export.ts'
import { keysRotate } from './keys-rotate.ts'
import { learner } from './learner.ts'
import { learnerErase } from './learner-erase.ts'
import { learnerExport } from './learner-export.ts'
import { learnerResend } from './learner-resend.ts'
import { learnerSuppress } from './learner-suppress.ts'
import { learnerUnsuppress } from './learner-unsuppress.ts'
import type { Operation } from './operation.ts'
import { pause, resume } from './pause.ts'
import { recall, recallLift, recallShow } from './recall.ts'
import { report } from './report.ts'
import { status } from './status.ts'

/** Everything that an operator can do, in the order of the help. */
export const operations: readonly Operation[] = [
  status,
  learner,
  learnerExport,
  learnerResend,
  learnerSuppress,
  learnerUnsuppress,
  learnerErase,
  pause,
  resume,
  recall,
  recallShow,
  recallLift,
  canaryStart,
  canaryGo,
  canaryStop,
  keysRotate,
  exportPeople,
  report,
  audit,
  consoleOf(() => operations),
]
