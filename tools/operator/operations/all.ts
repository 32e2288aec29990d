import { audit } from './audit.ts'
import { circlesList, circlesOff, circlesOn, circlesOnRestored } from './circles.ts'
import { circlesEnd, circlesReadmit, circlesRemove, circlesSettle, circlesShow } from './circles-groups.ts'
import { consoleOf } from './console.ts'
import { deadLettersDiscard } from './dead-letters-discard.ts'
import { deadLettersList } from './dead-letters-list.ts'
import { deadLettersRedrive } from './dead-letters-redrive.ts'
import { deadLettersShow } from './dead-letters-show.ts'
import { exportPeople } from './export.ts'
import {
  holdDelivery,
  holdJourney,
  holdPlanning,
  releaseDelivery,
  releaseJourney,
  releasePlanning,
} from './hold.ts'
import { holdModule, releaseModule } from './hold-module.ts'
import { holdVersion, releaseVersion, releaseVersionBack } from './hold-version.ts'
import { importFile } from './import.ts'
import { importDryRun } from './import-dry-run.ts'
import { journeysCancel } from './journeys-cancel.ts'
import { journeysDraft } from './journeys-draft.ts'
import { journeysLint } from './journeys-lint.ts'
import { journeysList, journeysVersions } from './journeys-list.ts'
import { journeysPreview } from './journeys-preview.ts'
import { journeysPublish } from './journeys-publish.ts'
import { journeysRollback } from './journeys-rollback.ts'
import { journeysSendTest } from './journeys-send-test.ts'
import { keysRotate } from './keys-rotate.ts'
import { learner } from './learner.ts'
import { learnerErase, learnerSuppress, learnerUnsuppress } from './learner-changes.ts'
import { learnerExport } from './learner-export.ts'
import { learnerResend } from './learner-resend.ts'
import { mirrorClose } from './mirror-close.ts'
import type { Operation } from './operation.ts'
import { reconcile } from './reconcile.ts'
import { reconcileAfterRestore } from './reconcile-after-restore.ts'
import { reconcileRepair } from './reconcile-repair.ts'
import {
  reflectionsApprove,
  reflectionsDecline,
  reflectionsEscalate,
  reflectionsNext,
  reflectionsOff,
  reflectionsOn,
  reflectionsRedact,
} from './reflections.ts'
import { reflectionsBar, reflectionsUnbar } from './reflections-bar.ts'
import { replay } from './replay.ts'
import { replayDryRun } from './replay-dry-run.ts'
import { replayResume } from './replay-resume.ts'
import { report } from './report.ts'
import { status } from './status.ts'
import { whoHas } from './who-has.ts'

/** Everything that an operator can do, in the order of the help. */
export const operations: readonly Operation[] = [
  status,
  learner,
  learnerExport,
  learnerResend,
  learnerSuppress,
  learnerUnsuppress,
  learnerErase,
  replay,
  replayDryRun,
  replayResume,
  reconcile,
  reconcileAfterRestore,
  reconcileRepair,
  deadLettersList,
  deadLettersShow,
  deadLettersRedrive,
  deadLettersDiscard,
  holdDelivery,
  holdPlanning,
  holdJourney,
  holdModule,
  holdVersion,
  releaseDelivery,
  releasePlanning,
  releaseJourney,
  releaseModule,
  releaseVersion,
  releaseVersionBack,
  whoHas,
  journeysDraft,
  journeysLint,
  journeysPreview,
  journeysList,
  journeysVersions,
  journeysPublish,
  journeysRollback,
  journeysCancel,
  journeysSendTest,
  mirrorClose,
  reflectionsOn,
  reflectionsOff,
  reflectionsNext,
  reflectionsApprove,
  reflectionsDecline,
  reflectionsRedact,
  reflectionsEscalate,
  reflectionsBar,
  reflectionsUnbar,
  circlesOn,
  circlesOnRestored,
  circlesOff,
  circlesList,
  circlesShow,
  circlesRemove,
  circlesReadmit,
  circlesEnd,
  circlesSettle,
  keysRotate,
  importFile,
  importDryRun,
  exportPeople,
  report,
  audit,
  consoleOf(() => operations),
]
