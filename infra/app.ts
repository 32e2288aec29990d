import { addStacks, createApp } from './build-app.ts'
import { bundleFunctions } from './bundle.ts'
import { readSettings, WrongSettings } from './settings.ts'

const app = createApp(process.env['CDK_OUTDIR'] ?? 'cdk.out')
/** From `cdk -c stage=<stage>`. Without it, the local stage. */
const stage = String(app.node.tryGetContext('stage') ?? 'local')

try {
  addStacks(app, readSettings(stage), await bundleFunctions())
  app.synth()
} catch (error) {
  // A mistake in the settings needs no stack trace.
  console.error(error instanceof WrongSettings ? error.message : error)
  process.exitCode = 1
}
