// nlp.js as it reads: its English tokenizer and stemmer, and its network with one yes-or-no output for each label.
//   node classify.js train MODEL ITERATIONS   {"texts", "labels": [[label]]} on standard input
//   node classify.js read MODEL WARM_UP       {"texts"} on standard input, {"scores": [{label: score}], "seconds"} on standard output
'use strict';

const fs = require('fs');
const { NeuralNetwork, NlpUtil } = require('node-nlp');

const stemmer = NlpUtil.getStemmer('en');

function features(text) {
  return Object.fromEntries(stemmer.tokenizeAndStem(text).map((stem) => [stem, 1]));
}

function train(model, iterations, { texts, labels }) {
  const corpus = texts.map((text, at) => ({
    input: features(text),
    output: Object.fromEntries(labels[at].map((label) => [label, 1])),
  }));
  const network = new NeuralNetwork({ iterations });
  network.train(corpus);
  fs.writeFileSync(model, JSON.stringify(network.toJSON()));
}

function read(model, warmUp, { texts }) {
  const network = new NeuralNetwork();
  network.fromJSON(JSON.parse(fs.readFileSync(model, 'utf8')));
  const scores = [];
  const seconds = [];
  texts.slice(0, warmUp).forEach((text) => network.run(features(text)));
  for (const text of texts) {
    const started = process.hrtime.bigint();
    const found = network.run(features(text));
    seconds.push(Number(process.hrtime.bigint() - started) / 1e9);
    scores.push({ ...found });
  }
  process.stdout.write(JSON.stringify({ scores, seconds }));
}

const [command, model, number] = process.argv.slice(2);
const given = JSON.parse(fs.readFileSync(0, 'utf8'));
({ train, read })[command](model, Number(number), given);
