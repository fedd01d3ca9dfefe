// The Chinese words for what the wire calls by keys.

export const KINDS = { visit: "来访", question: "咨询", handout: "发放", tally: "计数" };
export const STATES = { saved: "已保存在手机", sent: "已上传", refused: "需要处理", dropped: "不上传" };
export const RATINGS = { satisfied: "满意", fair: "基本满意", unsatisfied: "不满意" };
export const QUALIFIERS = { exact: "准确", more_than: "余", about: "约", less_than: "不足" };

/** The name of a handout's material. */
export function materialName(data, reference) {
  if (data.material_name) return data.material_name;
  const found = (reference ? reference.materials : []).find((each) => each.id === data.material);
  return found ? found.name : "资料";
}

/** A record in one line. */
export function described(row, reference) {
  const { data } = row;
  if (row.kind === "visit") return `${data.people}人${data.matter ? `　${data.matter}` : ""}`;
  if (row.kind === "handout") return `《${materialName(data, reference)}》${data.copies}份`;
  if (row.kind === "question") {
    const rating = data.token ? "　扫码评价" : data.rating ? `　${RATINGS[data.rating]}` : "";
    return data.text + (data.on_spot ? "" : data.follow_up ? "　转跟踪办理" : "　未当场答复") + rating;
  }
  const kind = (reference ? reference.tallies : []).find((each) => each.key === data.kind);
  const name = kind ? kind.name : data.kind;
  if (data.out_of) return `${name} ${data.value}／${data.out_of}`;
  const before = data.qualifier === "about" ? "约" : data.qualifier === "less_than" ? "不足" : "";
  const behind = data.qualifier === "more_than" ? "余" : "";
  return `${name} ${before}${data.value}${behind}${kind ? kind.measure : ""}`;
}
