import { EventBridgeClient } from '@aws-sdk/client-eventbridge'

const client = new EventBridgeClient({})

/** A function that only creates an EventBridge client: the baseline for the import time of the others. */
export const handler = async () => client.config.region()
