// One call of each kind through a library for servers:
//   node sdk.cjs LIBRARY HOST WRITE_KEY USER
const [library, host, writeKey, userId] = process.argv.slice(2)

const calls = [
  ['identify', { userId, traits: { plan: 'pro' } }],
  ['track', { userId, event: 'Order Completed', properties: { total: 10 } }],
  ['page', { userId, name: 'Home' }],
  ['screen', { userId, name: 'Main' }],
  ['group', { userId, groupId: 'g1', traits: { name: 'Acme' } }],
  ['alias', { userId, previousId: 'before-' + userId }],
]

async function node() {
  const { Analytics } = require('@segment/analytics-node')
  const analytics = new Analytics({ writeKey, host, flushAt: 20, flushInterval: 100 })
  analytics.on('error', (error) => fail(error))
  for (const [kind, message] of calls) {
    analytics[kind](message)
  }
  await analytics.closeAndFlush({ timeout: 60000 })
}

async function legacy() {
  const Analytics = require('analytics-node')
  const analytics = new Analytics(writeKey, { host, flushAt: 20, flushInterval: 100 })
  await Promise.all(
    calls.map(
      ([kind, message]) =>
        new Promise((done) => analytics[kind](message, (error) => (error ? fail(error) : done())))
    )
  )
}

async function rudder() {
  const Analytics = require('@rudderstack/rudder-sdk-node')
  const analytics = new Analytics(writeKey, { dataPlaneUrl: host, flushAt: 20, flushInterval: 100, logLevel: 'error' })
  const called = calls.map(
    ([kind, message]) =>
      new Promise((done) => analytics[kind](message, (error) => (error ? fail(error) : done())))
  )
  await analytics.flush()
  await Promise.all(called)
}

function fail(error) {
  console.error(error)
  process.exit(1)
}

const libraries = {
  '@segment/analytics-node': node,
  'analytics-node': legacy,
  '@rudderstack/rudder-sdk-node': rudder,
}
libraries[library]().then(() => process.exit(0), fail)
