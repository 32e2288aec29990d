import { Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import type { Settings } from '../settings.ts'

/** Mails the operators about alarms. They confirm the subscription once, by the link that SNS sends them. */
export function createAlarmTopic(scope: Construct, settings: Settings): Topic {
  const topic = new Topic(scope, 'Alarms', {
    topicName: `ShiftWorks-${settings.stage}-alarms`,
    enforceSSL: true,
  })
  topic.addSubscription(new EmailSubscription(settings.alarmEmail))
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  )
  return topic
}
