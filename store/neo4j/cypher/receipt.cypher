// The receipt kept under a writer's key.
MATCH (m:Meta {id: 'entente'})
OPTIONAL MATCH (r:Receipt {writerKey: $writerKey})
RETURN r.receipt AS receipt
