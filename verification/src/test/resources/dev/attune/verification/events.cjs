// An event in each content mode, and again, through CloudEvents' own library:
//   node events.cjs SERVER WRITE_KEY USER
const { CloudEvent, HTTP, Mode, emitterFor, httpTransport } = require('cloudevents')

const [server, writeKey, subject] = process.argv.slice(2)
const sink = server + '/v1/cloudevents'
const headers = { authorization: 'Bearer ' + writeKey }

function event(id, more) {
  return new CloudEvent({ id, source: '/checkout', type: 'com.shop.order', subject, ...more })
}

async function main() {
  const binary = emitterFor(httpTransport(sink), { binding: HTTP, mode: Mode.BINARY })
  const structured = emitterFor(httpTransport(sink), { binding: HTTP, mode: Mode.STRUCTURED })
  await emit(binary, event('binary', { data: { total: 1 }, level: 'gold' }))
  await emit(structured, event('structured', { data: { total: 2 }, time: '2026-11-01T10:00:00.000Z' }))
  await emit(structured, event('structured', { data: { total: 2 }, time: '2026-11-01T10:00:00.000Z' }))
  await emit(structured, event('bytes', { data: Buffer.from('{"total":3}'), datacontenttype: 'application/json' }))
  await emit(binary, event('text', { data: 'h\u00e9llo', datacontenttype: 'text/plain' }))
  await batch([event('one', { data: { total: 5 } }), event('two', { data: { total: 6 } })])
}

async function emit(emitter, one) {
  const answer = await emitter(one, { headers })
  if (answer.headers['attune-signals'] !== '1') {
    throw new Error(one.id + ': ' + JSON.stringify(answer))
  }
}

async function batch(events) {
  const answer = await fetch(sink, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
  })
  if (answer.status !== 202) {
    throw new Error(await answer.text())
  }
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
