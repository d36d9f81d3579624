// How do texts become meanings? The network, loaded and ready to run.
import { basename, dirname } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { DIMENSIONS, describeNetwork } from "./minilm";
import { findModel } from "./model-files";
import { findTensors } from "./safetensors";
import { createTokenizer } from "./tokens";

export type Network = {
  /** Name and version of the model. */
  model: string;
  tokensOf(text: string): number[];
  /** Each of the texts has as many tokens as the others. Gives their meanings one after another. */
  run(texts: number[][]): Promise<Float32Array>;
};

/** A quarter of a second, most of it widening weights from 16 bits to 32. Throws when a part is not installed for this machine. */
export async function loadNetwork(): Promise<Network> {
  const { name, weights, words } = findModel();
  const session = await InferenceSession.create(describeNetwork(findTensors(weights), basename(weights)), {
    executionProviders: ["cpu"],
    // The other cores are for others.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // Errors come as exceptions.
    logSeverityLevel: 4,
    // Where the weights are. Handed over with the model they would be in memory several times: 80 MB more, 180 MB at the start.
    extra: { session: { model_external_initializers_file_folder_path: dirname(weights) } },
  });
  const [output = ""] = session.outputNames;
  return {
    model: name,
    tokensOf: createTokenizer(words),
    async run(texts) {
      const ids = BigInt64Array.from(texts.flat().map(BigInt));
      const fed = { ids: new Tensor("int64", ids, [texts.length, texts[0]?.length ?? 0]) };
      const { [output]: meanings } = await session.run(fed);
      if (!(meanings?.data instanceof Float32Array) || meanings.data.length !== texts.length * DIMENSIONS)
        throw new Error("The network gave something else than meanings.");
      return meanings.data;
    },
  };
}
