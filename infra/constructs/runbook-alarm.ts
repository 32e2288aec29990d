import { Alarm, ComparisonOperator, type IMetric, type TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

/** Where alarms go, and where what to do about them is written. */
export interface AlarmContext {
  readonly stage: string
  readonly topic: ITopic
  /** What stands before `#heading`. */
  readonly runbook: string
}

/** What an alarm watches, and what it says. */
export interface RunbookAlarmProps {
  /** The heading in docs/runbook.md, as it stands in a link: `dead-letters`. */
  readonly heading: string
  /** One or two sentences for somebody who has just been woken. */
  readonly meaning: string
  readonly metric: IMetric
  /** The alarm is raised at this value and above. */
  readonly threshold: number
  /** How many periods, in a row unless `within` says otherwise; a period is the metric's. */
  readonly periods: number
  /** Of how many last periods they may be. */
  readonly within?: number
  readonly missing: TreatMissingData
  /** Tells as well when it has had data and gets none any more. */
  readonly ringsOnSilence?: boolean
}

/** An alarm that says what it means and where in the runbook to go on, and that also tells when it is over. */
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
