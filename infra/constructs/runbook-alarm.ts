import { Alarm, ComparisonOperator, type IMetric, type TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

/** Where alarms are sent, and where the runbook is. */
export interface AlarmContext {
  readonly stage: string
  readonly topic: ITopic
  /** The address before `#heading`. */
  readonly runbook: string
}

/** What an alarm watches and says. */
export interface RunbookAlarmProps {
  /** The heading in docs/runbook.md, as in a link: `dead-letters`. */
  readonly heading: string
  /** One or two sentences for an operator who has just been woken. */
  readonly meaning: string
  readonly metric: IMetric
  /** The alarm rings at this value and above. */
  readonly threshold: number
  /** The number of periods that must breach, in a row unless `within` is given. The metric gives the period. */
  readonly periods: number
  /** The number of last periods among which they may be. */
  readonly within?: number
  readonly missing: TreatMissingData
  /** Also rings when it had data and gets none any more. */
  readonly ringsOnSilence?: boolean
}

/** An alarm that says what it means and links to the runbook, and that also reports when it is over. */
export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, alarmContext: AlarmContext, props: RunbookAlarmProps) {
    super(scope, `${props.heading}-alarm`, {
      alarmName: `ShiftWorks-${alarmContext.stage}-${props.heading}`,
      alarmDescription: `${props.meaning} What to do: ${alarmContext.runbook}#${props.heading}`,
      metric: props.metric,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: props.threshold,
      evaluationPeriods: props.within ?? props.periods,
      datapointsToAlarm: props.periods,
      treatMissingData: props.missing,
    })
    this.addAlarmAction(new SnsAction(alarmContext.topic))
    this.addOkAction(new SnsAction(alarmContext.topic))
    if (props.ringsOnSilence) this.addInsufficientDataAction(new SnsAction(alarmContext.topic))
  }
}
