// What does the network compute? all-MiniLM-L6-v2: six layers of attention over a text's tokens, then their mean, at length 1.
import { createGraph } from "./onnx";
import type { Graph } from "./onnx";
import type { Tensor } from "./safetensors";

export const DIMENSIONS = 384;
const LAYERS = 6;
const HEADS = 12;
const EPSILON = 1e-12;

type Network = { graph: Graph; stored: (name: string) => string; weights: (name: string) => string };

/**
 * Takes `ids` (texts × tokens; all the texts of one run have as many) and gives `meanings` (texts × DIMENSIONS). What is turned
 * over or widened to 32 bits here, ONNX Runtime does once, when it loads the model.
 */
export function describeNetwork(tensors: Map<string, Tensor>, file: string): Uint8Array {
  const graph = createGraph(file);
  const stored = (name: string): string => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`The model has no weights called ${name}.`);
    return graph.weights(tensor);
  };
  const network = { graph, stored, weights: (name: string) => widen(graph, stored(name)) };
  let x = embed(network);
  for (let layer = 0; layer < LAYERS; layer++) x = addLayer(network, x, `encoder.layer.${layer}`);
  const mean = graph.add("ReduceMean", [x, graph.wholes(1)], { keepdims: 0 });
  const meanings = graph.add("LpNormalization", [mean], { axis: -1, p: 2 });
  return graph.finish(
    { name: "ids", kind: "int64", shape: ["texts", "tokens"] },
    { name: meanings, kind: "float32", shape: ["texts", DIMENSIONS] },
  );
}

const widen = (graph: Graph, x: string): string => graph.add("Cast", [x], { to: 1 });

/** The table of all words stays in 16 bits: only the rows that are asked for are widened. */
function embed(network: Network): string {
  const { graph, stored } = network;
  const table = (name: string) => stored(`embeddings.${name}_embeddings.weight`);
  const words = widen(graph, graph.add("Gather", [table("word"), "ids"]));
  const [none, axis] = [graph.wholes(0), graph.wholes(0)];
  const tokens = graph.add("Shape", ["ids"], { start: 1 });
  const positions = widen(graph, graph.add("Slice", [table("position"), none, tokens, axis]));
  // A text is a single one, not the second of a pair: row 0 of two.
  const single = widen(graph, graph.add("Slice", [table("token_type"), none, graph.wholes(1), axis]));
  const sum = graph.add("Add", [graph.add("Add", [words, single]), positions]);
  return normalise(network, sum, "embeddings.LayerNorm");
}

function addLayer(network: Network, x: string, layer: string): string {
  const { graph } = network;
  const attended = linear(network, attend(network, x, layer), `${layer}.attention.output.dense`);
  const seen = normalise(network, graph.add("Add", [x, attended]), `${layer}.attention.output.LayerNorm`);
  const wide = graph.add("Gelu", [linear(network, seen, `${layer}.intermediate.dense`)]);
  const narrow = linear(network, wide, `${layer}.output.dense`);
  return normalise(network, graph.add("Add", [seen, narrow]), `${layer}.output.LayerNorm`);
}

/** Each head looks at its share of the numbers: texts × heads × tokens × share. */
function attend(network: Network, x: string, layer: string): string {
  const { graph } = network;
  const share = DIMENSIONS / HEADS;
  const split = graph.wholes(0, 0, HEADS, share);
  const heads = (name: string, perm: number[]) => {
    const all = linear(network, x, `${layer}.attention.self.${name}`);
    return graph.add("Transpose", [graph.add("Reshape", [all, split])], { perm });
  };
  const likeness = graph.add("MatMul", [heads("query", [0, 2, 1, 3]), heads("key", [0, 2, 3, 1])]);
  const scaled = graph.add("Mul", [likeness, graph.real(1 / Math.sqrt(share))]);
  const attention = graph.add("Softmax", [scaled], { axis: -1 });
  const seen = graph.add("MatMul", [attention, heads("value", [0, 2, 1, 3])]);
  const together = graph.add("Transpose", [seen], { perm: [0, 2, 1, 3] });
  return graph.add("Reshape", [together, graph.wholes(0, 0, DIMENSIONS)]);
}

/** The file has a row for each output, the product wants a column. */
function linear({ graph, weights }: Network, x: string, name: string): string {
  const turned = graph.add("Transpose", [weights(`${name}.weight`)], { perm: [1, 0] });
  return graph.add("Add", [graph.add("MatMul", [x, turned]), weights(`${name}.bias`)]);
}

const normalise = ({ graph, weights }: Network, x: string, name: string): string =>
  graph.add("LayerNormalization", [x, weights(`${name}.weight`), weights(`${name}.bias`)], {
    axis: -1,
    epsilon: EPSILON,
  });
