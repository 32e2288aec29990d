import { App, type Environment, Tags, Validations } from 'aws-cdk-lib'
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' }
import { AwsSolutionsChecks } from 'cdk-nag'
import type { Bundles } from './bundle.ts'
import { DataStack } from './data/data-stack.ts'
import { distributionRegion } from './firewall/distribution-region.ts'
import { FirewallStack } from './firewall/firewall-stack.ts'
import { ServiceStack } from './service/service-stack.ts'
import type { Settings } from './settings.ts'

const context = {
  // All feature flags recommended for the CDK release in the lock file.
  ...recommendedFlags,
  // Exports and imports, which every tool that reads templates understands.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  // Puts asset paths into the template, by which the local stack finds the code.
  'aws:cdk:enable-asset-metadata': true,
}

/** @param outdir the folder for the templates of `synth()`. */
export function createApp(outdir: string): App {
  const app = new App({ outdir, analyticsReporting: false, postCliContext: context })
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return app
}

/** Adds the stacks of a stage: two, and a third one if it has a distribution. Needs neither credentials nor a network. */
export function addStacks(app: App, settings: Settings, bundles: Bundles): void {
  const props = { env: environment(settings.region) }
  const prefix = `ShiftWorks-${settings.stage}`
  const data = new DataStack(app, `${prefix}-data`, settings, props)
  const firewall = settings.distribution && addFirewall(app, settings, settings.distribution)
  new ServiceStack(app, `${prefix}-service`, settings, bundles, data, firewall, {
    ...props,
    // Values that cross regions need a custom resource of the CDK on both sides.
    crossRegionReferences: firewall !== undefined,
  })
  Tags.of(app).add('service', 'ShiftWorks')
  Tags.of(app).add('stage', settings.stage)
}

const addFirewall = (app: App, settings: Settings, distribution: NonNullable<Settings['distribution']>) =>
  new FirewallStack(app, `ShiftWorks-${settings.stage}-firewall`, settings, distribution.requestsPerNetwork, {
    env: environment(distributionRegion),
    crossRegionReferences: true,
  })

function environment(region: string): Environment {
  const account = process.env['CDK_DEFAULT_ACCOUNT']
  return { region, ...(account ? { account } : {}) }
}
