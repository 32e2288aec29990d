import type { Operation } from './operation.ts'

/**
 * All operations in the order of the help, by the first word of their command. A command loads only the operations of
 * its first word: some 450 files instead of 690.
 */
const byFirstWord = {
  status: async () => [(await import('./status.ts')).status],
  learner: async () => {
    const changes = await import('./learner-changes.ts')
    return [
      (await import('./learner.ts')).learner,
      (await import('./learner-export.ts')).learnerExport,
      (await import('./learner-resend.ts')).learnerResend,
      changes.learnerSuppress,
      changes.learnerUnsuppress,
      changes.learnerErase,
    ]
  },
  replay: async () => [
    (await import('./replay.ts')).replay,
    (await import('./replay-dry-run.ts')).replayDryRun,
    (await import('./replay-resume.ts')).replayResume,
  ],
  reconcile: async () => [
    (await import('./reconcile.ts')).reconcile,
    (await import('./reconcile-after-restore.ts')).reconcileAfterRestore,
    (await import('./reconcile-repair.ts')).reconcileRepair,
  ],
  'dead-letters': async () => [
    (await import('./dead-letters-list.ts')).deadLettersList,
    (await import('./dead-letters-show.ts')).deadLettersShow,
    (await import('./dead-letters-redrive.ts')).deadLettersRedrive,
    (await import('./dead-letters-discard.ts')).deadLettersDiscard,
  ],
  hold: async () => {
    const { holdDelivery, holdPlanning, holdJourney } = await import('./hold.ts')
    const { holdModule } = await import('./hold-module.ts')
    const { holdVersion } = await import('./hold-version.ts')
    return [holdDelivery, holdPlanning, holdJourney, holdModule, holdVersion]
  },
  release: async () => {
    const { releaseDelivery, releasePlanning, releaseJourney } = await import('./hold.ts')
    const { releaseModule } = await import('./hold-module.ts')
    const { releaseVersion, releaseVersionBack } = await import('./hold-version.ts')
    return [
      releaseDelivery,
      releasePlanning,
      releaseJourney,
      releaseModule,
      releaseVersion,
      releaseVersionBack,
    ]
  },
  'who-has': async () => [(await import('./who-has.ts')).whoHas],
  journeys: async () => {
    const { journeysList, journeysVersions } = await import('./journeys-list.ts')
    return [
      (await import('./journeys-draft.ts')).journeysDraft,
      (await import('./journeys-lint.ts')).journeysLint,
      (await import('./journeys-preview.ts')).journeysPreview,
      journeysList,
      journeysVersions,
      (await import('./journeys-publish.ts')).journeysPublish,
      (await import('./journeys-rollback.ts')).journeysRollback,
      (await import('./journeys-cancel.ts')).journeysCancel,
      (await import('./journeys-send-test.ts')).journeysSendTest,
    ]
  },
  mirror: async () => [(await import('./mirror-close.ts')).mirrorClose],
  reflections: async () => {
    const moderation = await import('./reflections.ts')
    const { reflectionsBar, reflectionsUnbar } = await import('./reflections-bar.ts')
    return [
      moderation.reflectionsOn,
      moderation.reflectionsOff,
      moderation.reflectionsNext,
      moderation.reflectionsApprove,
      moderation.reflectionsDecline,
      moderation.reflectionsRedact,
      moderation.reflectionsEscalate,
      reflectionsBar,
      reflectionsUnbar,
    ]
  },
  circles: async () => {
    const { circlesOn, circlesOnRestored, circlesOff, circlesList } = await import('./circles.ts')
    const groups = await import('./circles-groups.ts')
    return [
      circlesOn,
      circlesOnRestored,
      circlesOff,
      circlesList,
      groups.circlesShow,
      groups.circlesRemove,
      groups.circlesReadmit,
      groups.circlesEnd,
      groups.circlesSettle,
    ]
  },
  keys: async () => [(await import('./keys-rotate.ts')).keysRotate],
  import: async () => [
    (await import('./import.ts')).importFile,
    (await import('./import-dry-run.ts')).importDryRun,
  ],
  export: async () => [(await import('./export.ts')).exportPeople],
  report: async () => [(await import('./report.ts')).report],
  audit: async () => [(await import('./audit.ts')).audit],
  console: async () => [(await import('./console.ts')).consoleOf(allOperations)],
} satisfies Record<string, () => Promise<readonly Operation[]>>

type FirstWord = keyof typeof byFirstWord
const firstWords = Object.keys(byFirstWord) as FirstWord[]

const operationsOf = async (words: readonly FirstWord[]): Promise<readonly Operation[]> =>
  (await Promise.all(words.map((word): Promise<readonly Operation[]> => byFirstWord[word]()))).flat()

/** All operations in the order of the help. */
export const allOperations = (): Promise<readonly Operation[]> => operationsOf(firstWords)

/** The operations that a command line may mean: those with a first word among its words, or all if there are none. */
export function operationsFor(args: readonly string[]): Promise<readonly Operation[]> {
  const named = firstWords.filter(word => args.includes(word))
  const [first = ''] = args
  // A misspelt command is compared with all of them, whatever else its line says.
  if (!first.startsWith('-') && !named.some(word => word === first)) return allOperations()
  return named.length > 0 ? operationsOf(named) : allOperations()
}
