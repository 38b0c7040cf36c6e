// A page of a shop with Segment's browser library; ?writeKey=...&at=... say where signals go.
const asked = new URLSearchParams(location.search)
const state = document.getElementById('state')

async function visit() {
  const at = asked.get('at')
  const userId = asked.get('user')
  const [analytics] = await AnalyticsNext.AnalyticsBrowser.load(
    { writeKey: asked.get('writeKey'), cdnURL: at },
    { integrations: { 'Segment.io': { apiHost: at.replace('http://', '') + '/v1', protocol: 'http' } } }
  )
  analytics.on('error', (error) => console.error(JSON.stringify(error.reason ?? error)))
  await analytics.identify(userId, { plan: 'pro' })
  await analytics.track('Order Completed', { total: 10 })
  await analytics.page('Home')
  await analytics.group('g1', { name: 'Acme' })
  await analytics.alias(userId, 'before-' + userId)
  await analytics.screen('Main')
  state.textContent = 'sent'
}

visit().catch((error) => {
  state.textContent = 'failed: ' + error
})
